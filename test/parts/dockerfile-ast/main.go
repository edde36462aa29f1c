// Reads Dockerfiles from the standard input, one JSON string a line, and answers each with a line of JSON: the syntax tree that
// BuildKit makes of it, or why and where BuildKit refuses it.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type heredoc struct {
	Name    string `json:"name"`
	FD      uint   `json:"fd"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type instruction struct {
	Keyword  string       `json:"keyword"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Flags    []string     `json:"flags"`
	Words    []string     `json:"words"`
	Exec     bool         `json:"exec"`
	Heredocs []heredoc    `json:"heredocs"`
	Trigger  *instruction `json:"trigger,omitempty"`
}

type refusal struct {
	Message string `json:"message"`
	// The lines at fault, from 1 on; 0 where BuildKit names none.
	First int `json:"first"`
	Last  int `json:"last"`
}

type answer struct {
	Escape       string         `json:"escape"`
	Instructions []*instruction `json:"instructions"`
	Refused      *refusal       `json:"refused,omitempty"`
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		var text string
		if err := json.Unmarshal(line, &text); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(read(text)); err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func read(text string) answer {
	tree, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return answer{Instructions: []*instruction{}, Refused: because(err)}
	}
	result := answer{Escape: string(tree.EscapeToken), Instructions: []*instruction{}}
	for _, node := range tree.AST.Children {
		result.Instructions = append(result.Instructions, describe(node))
	}
	stages, _, err := instructions.Parse(tree.AST, silent())
	switch {
	case err != nil:
		result.Refused = because(err)
	case len(stages) == 0:
		result.Refused = &refusal{Message: "no stage to build"}
	}
	return result
}

// BuildKit crashes at `# check=` comments without a linter.
func silent() *linter.Linter {
	return linter.New(&linter.Config{Warn: func(string, string, string, string, []parser.Range) {}})
}

func because(err error) *refusal {
	found := &refusal{Message: err.Error()}
	var located *parser.LocationError
	if errors.As(err, &located) && len(located.Locations) > 0 && len(located.Locations[0]) > 0 {
		lines := located.Locations[0]
		found.First = lines[0].Start.Line
		found.Last = lines[len(lines)-1].Start.Line
	}
	return found
}

func describe(node *parser.Node) *instruction {
	result := &instruction{
		Keyword:  strings.ToUpper(node.Value),
		Start:    node.StartLine,
		End:      node.EndLine,
		Flags:    append([]string{}, node.Flags...),
		Words:    []string{},
		Exec:     node.Attributes["json"],
		Heredocs: []heredoc{},
	}
	for _, doc := range node.Heredocs {
		result.Heredocs = append(result.Heredocs, heredoc{doc.Name, doc.FileDescriptor, doc.Expand, doc.Chomp, doc.Content})
	}
	for next := node.Next; next != nil; next = next.Next {
		if next.Value == "" && len(next.Children) > 0 {
			result.Trigger = describe(next.Children[0])
			continue
		}
		result.Words = append(result.Words, next.Value)
	}
	if paths := pathsOf(node); paths != nil {
		result.Words = paths
	}
	return result
}

// The sources and the destination of a COPY or ADD, without heredocs; nil where BuildKit refuses it, and for all others.
func pathsOf(node *parser.Node) []string {
	parsed, err := instructions.ParseInstructionWithLinter(node, silent())
	if err != nil {
		return nil
	}
	switch command := parsed.(type) {
	case *instructions.CopyCommand:
		return append(append([]string{}, command.SourcePaths...), command.DestPath)
	case *instructions.AddCommand:
		return append(append([]string{}, command.SourcePaths...), command.DestPath)
	}
	return nil
}

// Reads projects from the standard input, one line of JSON each, and answers each with a line of JSON: the project that
// compose-go loads, or why it refuses it. Variables have no values but those of the project's own files.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

type wish struct {
	// Where the project lies, absolute.
	Folder string `json:"folder"`
	// Its files in order, absolute.
	Files []string `json:"files"`
	// Read instead of .env, absolute.
	EnvFiles []string `json:"envFiles"`
}

type answer struct {
	Services types.Services `json:"services,omitempty"`
	Volumes  types.Volumes  `json:"volumes,omitempty"`
	Refused  string         `json:"refused,omitempty"`
}

func main() {
	logrus.SetOutput(io.Discard)
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
		var wanted wish
		if err := json.Unmarshal(line, &wanted); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(load(wanted)); err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func load(wanted wish) answer {
	options, err := cli.NewProjectOptions(
		wanted.Files,
		cli.WithWorkingDirectory(wanted.Folder),
		cli.WithEnvFiles(wanted.EnvFiles...),
		cli.WithDotEnv,
		cli.WithName("oracle"),
		cli.WithResolvedPaths(false),
		cli.WithProfiles([]string{"*"}),
		cli.WithoutEnvironmentResolution,
		cli.WithoutLabelsResolution,
	)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return answer{Refused: err.Error()}
	}
	for _, service := range project.Services {
		if service.Build != nil {
			// It does not marshal.
			service.Build.SSH = nil
		}
	}
	return answer{Services: project.Services, Volumes: project.Volumes}
}

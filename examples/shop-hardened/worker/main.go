// The worker takes parcels from the queue and tells the warehouse about them.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

var warehouse = &http.Client{Timeout: 10 * time.Second}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "-check" {
		check(os.Getenv("QUEUE_ADDR"))
		return
	}
	for {
		if err := work(os.Getenv("QUEUE_ADDR")); err != nil {
			log.Printf("queue: %v; trying again", err)
		}
		time.Sleep(2 * time.Second)
	}
}

// check ends the program with an error where the queue cannot be reached.
func check(address string) {
	connection, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		log.Fatal(err)
	}
	connection.Close()
}

// work takes parcels until the connection fails.
func work(address string) error {
	connection, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return err
	}
	defer connection.Close()
	replies := bufio.NewReader(connection)
	for {
		parcel, err := take(connection, replies, "parcels")
		if err != nil {
			return err
		}
		if parcel == nil {
			continue
		}
		if err := announce(parcel); err != nil {
			log.Printf("warehouse: %v", err)
		}
	}
}

// take waits up to five seconds for an element of a Redis list; nil means that none came.
func take(to io.Writer, from *bufio.Reader, list string) ([]byte, error) {
	if _, err := fmt.Fprintf(to, "*3\r\n$5\r\nBLPOP\r\n$%d\r\n%s\r\n$1\r\n5\r\n", len(list), list); err != nil {
		return nil, err
	}
	count, err := header(from, '*')
	if err != nil || count < 0 {
		return nil, err
	}
	var element []byte
	for range count {
		size, err := header(from, '$')
		if err != nil {
			return nil, err
		}
		element = make([]byte, size+2)
		if _, err := io.ReadFull(from, element); err != nil {
			return nil, err
		}
	}
	return bytes.TrimSuffix(element, []byte("\r\n")), nil
}

func header(from *bufio.Reader, kind byte) (int, error) {
	line, err := from.ReadString('\n')
	if err != nil {
		return 0, err
	}
	if line[0] != kind {
		return 0, fmt.Errorf("unexpected reply %q", line)
	}
	return strconv.Atoi(strings.TrimSpace(line[1:]))
}

func announce(parcel []byte) error {
	token, err := os.ReadFile(os.Getenv("WAREHOUSE_TOKEN_FILE"))
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, os.Getenv("WAREHOUSE_URL"), bytes.NewReader(parcel))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	request.Header.Set("Content-Type", "application/json")
	response, err := warehouse.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return fmt.Errorf("answers %s", response.Status)
	}
	return nil
}

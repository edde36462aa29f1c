// Command fixture-db writes a vulnerability database in the second schema of Trivy's: trivy.db (bbolt) and metadata.json.
//
//	fixture-db ADVISORIES.json FOLDER
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// advisories is the input: what the database says, in the shape it is written in.
type advisories struct {
	// DataSources names the origin of a platform's advisories, by platform bucket.
	DataSources map[string]json.RawMessage `json:"dataSources"`
	// Packages holds platform bucket, package and advisory id.
	Packages map[string]map[string]map[string]json.RawMessage `json:"packages"`
	// Vulnerabilities holds the details of an advisory, by id.
	Vulnerabilities map[string]json.RawMessage `json:"vulnerabilities"`
}

type metadata struct {
	Version      int
	NextUpdate   time.Time
	UpdatedAt    time.Time
	DownloadedAt time.Time
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("fixture-db: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: fixture-db ADVISORIES.json FOLDER")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(input, folder string) error {
	text, err := os.ReadFile(input)
	if err != nil {
		return err
	}
	var all advisories
	if err := json.Unmarshal(text, &all); err != nil {
		return fmt.Errorf("%s: %w", input, err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file := filepath.Join(folder, "trivy.db")
	if err := os.RemoveAll(file); err != nil {
		return err
	}
	db, err := bolt.Open(file, 0o644, nil)
	if err != nil {
		return err
	}
	if err := db.Update(all.writeTo); err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	updated := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	note, err := json.Marshal(metadata{2, time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), updated, updated})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "metadata.json"), note, 0o644)
}

func (all advisories) writeTo(tx *bolt.Tx) error {
	if err := put(tx, "data-source", all.DataSources); err != nil {
		return err
	}
	if err := put(tx, "vulnerability", all.Vulnerabilities); err != nil {
		return err
	}
	for platform, packages := range all.Packages {
		bucket, err := tx.CreateBucketIfNotExists([]byte(platform))
		if err != nil {
			return err
		}
		for name, entries := range packages {
			if err := put(bucket, name, entries); err != nil {
				return fmt.Errorf("%s: %w", platform, err)
			}
		}
	}
	return nil
}

// parent is a transaction or a bucket.
type parent interface {
	CreateBucketIfNotExists(name []byte) (*bolt.Bucket, error)
}

func put(in parent, name string, entries map[string]json.RawMessage) error {
	bucket, err := in.CreateBucketIfNotExists([]byte(name))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for key, value := range entries {
		if err := bucket.Put([]byte(key), value); err != nil {
			return fmt.Errorf("%s: %s: %w", name, key, err)
		}
	}
	return nil
}

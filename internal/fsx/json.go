package fsx

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
)

// ReadJSON reads a file of a program's own into a value; of one that is not there
// it leaves the value as it is. What is wrong in the file is told by damaged.
func ReadJSON(path string, into any, damaged func(error) error) error {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return damaged(err)
	}
	return nil
}

// WriteJSON writes a value for ReadJSON, durably.
func WriteJSON(path string, v any, mode fs.FileMode) error {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return WriteDurable(path, append(b, '\n'), mode)
}

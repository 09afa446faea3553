package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

// TestFaultFullFileSystem is TestFaultFullDisk on a disk of 2 MB.
func TestFaultFullFileSystem(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); errors.Is(err, syscall.EPERM) {
		t.Skip("SKIPPED: only root may mount a small disk")
	} else if err != nil {
		t.Fatal(err)
	}
	defer syscall.Unmount(dir, syscall.MNT_DETACH)
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	s := opened(t, filepath.Join(dir, "x.db"))
	fillDisk(t, s)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	save(t, s, []*minutes.Meeting{invented(999, 1)})
}

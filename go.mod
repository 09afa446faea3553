module github.com/referat-dk/referat

go 1.26.0

module mux

go 1.22

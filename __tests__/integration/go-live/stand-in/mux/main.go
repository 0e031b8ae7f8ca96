// Stands in for the program where it matters how Go reads a path: the same routes on the same kind of router, with recordings and
// pages from directories. It writes a line of JSON for each request: who asked, the target as it came, the route that took it, and the path as Go read it.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"
)

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

func main() {
	mux := http.NewServeMux()
	for _, path := range []string{"/api/whip/publish/", "/api/whep/play/", "/api/admin/rooms/"} {
		mux.HandleFunc(path, answer(http.StatusCreated, "v=0"))
	}
	mux.HandleFunc("/api/rooms", answer(http.StatusOK, "[]"))
	mux.HandleFunc("/api/records", answer(http.StatusOK, "[]"))
	mux.HandleFunc("/api/bootstrap", answer(http.StatusOK, "{}"))
	mux.HandleFunc("/healthz", answer(http.StatusOK, "ok"))
	mux.HandleFunc("/metrics", answer(http.StatusOK, "webrtc_rooms 0"))
	mux.HandleFunc("/debug/pprof/", answer(http.StatusOK, "profiles"))
	mux.Handle("/records/", http.StripPrefix("/records/", http.FileServer(http.Dir(os.Getenv("RECORD_DIR")))))
	mux.Handle("/web/", http.StripPrefix("/web/", http.FileServer(http.Dir(os.Getenv("WEB_DIR")))))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/web/index.html", http.StatusFound)
			return
		}
		http.NotFound(w, r)
	})

	lines := json.NewEncoder(os.Stdout)
	server := &http.Server{
		Addr:              os.Getenv("HTTP_ADDR"),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, route := mux.Handler(r)
			seen := map[string]string{"agent": r.UserAgent(), "method": r.Method, "target": r.RequestURI, "route": route, "path": r.URL.Path}
			if err := lines.Encode(seen); err != nil {
				log.Fatal(err)
			}
			mux.ServeHTTP(w, r)
		}),
	}
	log.Fatal(server.ListenAndServe())
}

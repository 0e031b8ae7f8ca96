// The same as typescript.cjs for programs that Node loads as ES modules, such as a test worker.
import "tsx";

process.setSourceMapsEnabled(false);

import { startProgram } from "./programs";

startProgram();
process.kill(process.pid, "SIGKILL");

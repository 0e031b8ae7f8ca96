import { startProgram } from "./programs";

it("passes and forgets a program", () => startProgram());

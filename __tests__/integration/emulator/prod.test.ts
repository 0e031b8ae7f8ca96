import { describeEnvironment } from "./helpers/promises";

describeEnvironment("prod");

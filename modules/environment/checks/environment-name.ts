import { reservedWords } from "../../shared/naming";
import type { Check } from "./check";

/** Names of resources begin with the name of the environment, or hold it; each cloud keeps some words for itself. */
export const checkEnvironmentName: Check = ({ name, aws, azure }) =>
  [...(aws ? reservedWords("aws", name) : []), ...(azure ? reservedWords("azure", name) : [])].map(({ word, of }) => ({
    path: "",
    value: name,
    rule: `The name of an environment is part of the names of its resources, and "${word}" is reserved in ${of}.`,
    remedy: "give the file another name, such as staging.ts",
  }));

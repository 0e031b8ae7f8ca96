import { synthApp } from "./aws-app-plans";

/** The app layer with nothing out of the ordinary: written once for all files of a worker, since nobody changes it. */
export const usualApp = synthApp();

/**
 * Which room may import from which; see "Where what goes" in CONTRIBUTING.md.
 *
 * SWC reads the files, because TypeScript 7 has no parser interface yet. SWC does not tell `import type` from `import`, so a type
 * import counts like any other here; __tests__/imports.test.ts holds the rules that need the difference.
 */
const cdktf = "(^|/)node_modules/(cdktf|constructs|@cdktf)/";
const provider = "(^|/)node_modules/@cdktf/provider-";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one concern: merge them or lift out what both need.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "imports-exist",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "environments-import-their-type-alone",
      comment:
        "An environment file says what a team decides. It imports the type Environment, and what environments share from a folder below.",
      severity: "error",
      from: { path: "^environments/" },
      to: { pathNot: "^(modules/environment/index\\.ts$|environments/[^/]+/)" },
    },
    {
      name: "shared-is-the-lowest-room",
      comment: "What both clouds use knows neither a cloud nor an environment.",
      severity: "error",
      from: { path: "^modules/shared/" },
      to: { path: ["^modules/(?!shared/)", "^(stacks|cli|environments)/", "^main\\.ts$", provider] },
    },
    {
      name: "environment-imports-shared-alone",
      severity: "error",
      from: { path: "^modules/environment/" },
      to: { path: ["^modules/(?!(environment|shared)/)", "^(stacks|cli|environments)/", "^main\\.ts$"] },
    },
    {
      name: "pure-rooms-do-not-reach-cdktf",
      comment: "Schema, defaults, estimates and node files have to work, and be tested, without cdktf.",
      severity: "error",
      from: { path: "^modules/(environment|nodes|estimate)/" },
      to: { path: cdktf, reachable: true },
    },
    {
      name: "nodes-import-shared-and-the-topology",
      severity: "error",
      from: { path: "^modules/nodes/" },
      to: {
        path: ["^modules/", "^(stacks|cli|environments)/", "^main\\.ts$"],
        pathNot: "^modules/(nodes|shared|environment/topology)/",
      },
    },
    {
      name: "estimate-imports-shared-and-the-topology",
      severity: "error",
      from: { path: "^modules/estimate/" },
      to: {
        path: ["^modules/", "^(stacks|cli|environments)/", "^main\\.ts$"],
        pathNot: "^modules/(estimate|shared|environment)/",
      },
    },
    {
      name: "pipelines-import-shared-templates-and-the-topology",
      severity: "error",
      from: { path: "^modules/pipelines/" },
      to: {
        path: ["^modules/", "^(stacks|cli|environments)/", "^main\\.ts$", cdktf],
        pathNot: "^modules/(pipelines|shared|environment/topology)/|^modules/nodes/(template|render-error)\\.ts$",
      },
    },
    {
      name: "clouds-stay-apart",
      comment: "What one cloud must know of the other is derived from the environment file.",
      severity: "error",
      from: { path: "^modules/(aws|azure)/" },
      to: { path: "^modules/(aws|azure)/", pathNot: "^modules/$1/" },
    },
    {
      name: "constructs-know-the-topology-alone",
      comment: "Constructs get complete values: no schema, no defaults, no stack, no command.",
      severity: "error",
      from: { path: "^modules/(aws|azure)/" },
      to: {
        path: ["^modules/environment/", "^(stacks|cli|environments)/", "^main\\.ts$"],
        pathNot: "^modules/environment/topology/",
      },
    },
    {
      name: "providers-belong-to-the-constructs",
      severity: "error",
      from: { pathNot: ["^modules/(aws|azure)/", "^(__tests__|bench)/", "^node_modules/"] },
      to: { path: provider },
    },
    {
      name: "aws-uses-the-aws-provider",
      severity: "error",
      from: { path: "^modules/aws/" },
      to: { path: provider, pathNot: "(^|/)node_modules/@cdktf/provider-aws/" },
    },
    {
      name: "azure-uses-its-own-providers",
      severity: "error",
      from: { path: "^modules/azure/" },
      to: { path: provider, pathNot: "(^|/)node_modules/@cdktf/provider-(azurerm|random)/" },
    },
    {
      name: "providers-by-resource",
      comment: "The index of a provider package loads every resource: seconds and hundreds of megabytes.",
      severity: "error",
      from: {},
      to: { path: "(^|/)node_modules/@cdktf/provider-[^/]+/lib/index\\." },
    },
    {
      name: "stacks-stand-on-modules",
      severity: "error",
      from: { path: "^stacks/" },
      to: { path: ["^(cli|environments)/", "^main\\.ts$"] },
    },
    {
      name: "users-need-no-development-dependency",
      comment: "What runs at synth is installed with --omit=dev.",
      severity: "error",
      from: { path: "^(modules|stacks|environments)/|^main\\.ts$" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(cdktf\\.out|\\.state)/" },
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};

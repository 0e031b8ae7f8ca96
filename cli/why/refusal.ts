const remedies: Readonly<Record<string, string>> = {
  CredentialsProviderError: "sign in, or set AWS_PROFILE; for an emulator set AWS_ENDPOINT_URL and any credentials",
  ExpiredToken: "sign in again",
  ExpiredTokenException: "sign in again",
};

const otherwise =
  "check region, network and rights: autoscaling:Describe* and logs:GetLogEvents of the environment's account";

/** One line for what AWS or the way to it refused: what, where, and what to do. */
export function refusal(error: unknown, region: string): Error {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  return new Error(`AWS in ${region} did not answer: ${message} → ${remedies[name] ?? otherwise}`);
}

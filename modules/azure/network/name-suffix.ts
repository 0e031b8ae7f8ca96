import { Id } from "@cdktf/provider-random/lib/id";
import { Construct } from "constructs";

/** Bytes of the suffix: six hexadecimal digits, for which every name rule keeps room. */
const suffixBytes = 3;

/**
 * Suffix of names that are unique in the world. It is kept in the network layer's state, so that destroying and making the app
 * layer again gives the same names.
 */
export class NameSuffix extends Construct {
  readonly value: string;

  constructor(scope: Construct, id: string, props: { readonly protect: boolean }) {
    super(scope, id);
    this.value = new Id(this, "id", {
      byteLength: suffixBytes,
      ...(props.protect && { lifecycle: { preventDestroy: true } }),
    }).hex;
  }
}

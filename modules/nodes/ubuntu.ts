/** Release that nodes run. */
export const ubuntuRelease = "noble";

/**
 * The archive as it was at this moment: every node installs the same versions, whatever day it starts. Ubuntu keeps snapshots
 * for at least two years; raise it to take security updates, in a commit of its own.
 */
export const ubuntuSnapshot = "20261115T000000Z";

/** Archive of the snapshot; it carries all architectures. */
export const ubuntuArchive = `https://snapshot.ubuntu.com/ubuntu/${ubuntuSnapshot}`;

"""Errors that an operator can act on: one sentence that says what is wrong and, where we know it, what to do."""


class NodeError(Exception):
    """Something that a retry may cure, or that a person has to."""


class ParameterError(NodeError):
    """`parameters.json` is wrong: a retry reads the same file, so a service ends with this error."""

class NodeError(Exception):
    """Something that keeps the machine from becoming a node, in words."""

"""ElastiCache: the nodes of a replication group, and groups that are gone once they were deleted."""

import inspect

from moto.core.responses import EmptyResult
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from .around import around

#: What AWS runs where a group asks for the newest of a series.
newest = {"8.0": "8.0.1"}


def apply() -> None:
    around(ElastiCacheBackend, "create_replication_group", create_replication_group)
    around(ElastiCacheBackend, "delete_replication_group", delete_replication_group)
    ElastiCacheResponse.delete_cache_subnet_group = delete_cache_subnet_group


def create_replication_group(original, self, **asked):
    """moto counts replicas under another name, and knows no node of a group."""
    replicas = (asked["num_cache_clusters"] or 1) - 1
    group = original(self, **{**asked, "replicas_per_node_group": replicas})
    for member in group.member_clusters:
        known = {name: asked.get(name) for name in inspect.signature(self.create_cache_cluster).parameters}
        node = self.create_cache_cluster(**{**known, "cache_cluster_id": member})
        node.replication_group_id = group.replication_group_id
        node.num_cache_nodes = 1
        node.at_rest_encryption_enabled = asked["at_rest_encryption_enabled"]
        node.engine_version = newest.get(node.engine_version, node.engine_version)
        node.preferred_maintenance_window = node.preferred_maintenance_window or "sun:05:00-sun:06:00"
        node.security_groups = [{"SecurityGroupId": name, "Status": "active"} for name in node.security_group_ids]
        node.cache_parameter_group = {"CacheParameterGroupName": f"default.{node.engine}8", "CacheNodeIdsToReboot": []}
    return group


def delete_replication_group(original, self, replication_group_id, **asked):
    group = original(self, replication_group_id, **asked)
    del self.replication_groups[replication_group_id]
    for name, node in list(self.cache_clusters.items()):
        if getattr(node, "replication_group_id", None) == replication_group_id:
            del self.cache_clusters[name]
    return group


def delete_cache_subnet_group(self):
    del self.elasticache_backend.cache_subnet_groups[self._get_param("CacheSubnetGroupName")]
    return EmptyResult()

"""Services of a WebRTC node: boot, health, drain, refresh, metrics, logs. The interface is ../README.md."""

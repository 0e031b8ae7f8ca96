"""Data Lifecycle Manager, which moto lacks: policies are kept and given back; no snapshot is taken."""

import re
import time
import uuid

from flask import Flask, jsonify, request
from moto import backend_index
from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from .around import around


def apply() -> None:
    backend_index.backend_url_patterns.append(("dlm", re.compile(r"https?://dlm\.(.+)\.amazonaws\.com")))
    around(DomainDispatcherApplication, "__init__", with_lifecycle_manager)


def with_lifecycle_manager(original, self, create_app):
    original(self, lambda service: lifecycle_manager() if service == "dlm" else create_app(service))


def lifecycle_manager() -> Flask:
    app = Flask("dlm")
    #: By id; an id is unique in all regions.
    policies: dict = {}

    @app.post("/policies")
    def create():
        region = request.headers["Authorization"].split("/")[2]
        identifier = f"policy-{uuid.uuid4().hex[:17]}"
        policies[identifier] = {
            **request.get_json(force=True),
            "PolicyId": identifier,
            "PolicyArn": f"arn:aws:dlm:{region}:{DEFAULT_ACCOUNT_ID}:policy/{identifier}",
            "DateCreated": now(),
            "DateModified": now(),
        }
        return jsonify(PolicyId=identifier)

    @app.get("/policies")
    def find():
        region = request.headers["Authorization"].split("/")[2]
        own = [policy for policy in policies.values() if policy["PolicyArn"].split(":")[3] == region]
        return jsonify(Policies=own)

    @app.get("/policies/<identifier>")
    def show(identifier):
        return jsonify(Policy=policies[identifier]) if identifier in policies else missing(identifier)

    @app.patch("/policies/<identifier>")
    def update(identifier):
        if identifier not in policies:
            return missing(identifier)
        policies[identifier].update(request.get_json(force=True), DateModified=now())
        return jsonify({})

    @app.delete("/policies/<identifier>")
    def delete(identifier):
        return jsonify({}) if policies.pop(identifier, None) else missing(identifier)

    @app.get("/tags/<path:arn>")
    def tags(arn):
        return jsonify(Tags=policies[arn.rsplit("/", 1)[1]].get("Tags", {}))

    @app.post("/tags/<path:arn>")
    def tag(arn):
        policies[arn.rsplit("/", 1)[1]].setdefault("Tags", {}).update(request.get_json(force=True)["Tags"])
        return jsonify({})

    @app.delete("/tags/<path:arn>")
    def untag(arn):
        for key in request.args.getlist("tagKeys"):
            policies[arn.rsplit("/", 1)[1]].get("Tags", {}).pop(key, None)
        return jsonify({})

    return app


def missing(identifier: str):
    answer = jsonify(Message=f"{identifier} does not exist", ResourceType="policy")
    answer.headers["x-amzn-errortype"] = "ResourceNotFoundException"
    return answer, 404


def now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())

"""Budgets: who is told, and tags."""

import json

from moto.budgets.responses import BudgetsResponse

from .around import around


def apply() -> None:
    around(BudgetsResponse, "create_budget", create_budget)
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification
    BudgetsResponse.list_tags_for_resource = list_tags_for_resource


def tags_by_arn(response) -> dict:
    return response.backend.__dict__.setdefault("tags_by_arn", {})


def create_budget(original, self):
    answer = original(self)
    arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
    tags_by_arn(self)[arn] = self._get_param("ResourceTags") or []
    return answer


def list_tags_for_resource(self):
    return json.dumps({"ResourceTags": tags_by_arn(self).get(self._get_param("ResourceARN"), [])})


def describe_subscribers_for_notification(self):
    budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
    wanted = {key: value for key, value in self._get_param("Notification").items() if key != "NotificationState"}
    for notification in budget.notifications:
        if all(notification.details.get(key) == value for key, value in wanted.items() if key in notification.details):
            return json.dumps({"Subscribers": notification.subscribers})
    return json.dumps({"Subscribers": []})

"""The four steps of a rotation, against the calls and answers that botocore knows of Secrets Manager."""

import unittest

import boto3
import rotate
from botocore.stub import Stubber

SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:webrtc/test/eu-west-1/turn-shared-AbCdEf"
OLD = "11111111-1111-1111-1111-111111111111"
NEW = "22222222-2222-2222-2222-222222222222"
OLD_VALUE = "a" * 48
NEW_VALUE = "b" * 48


class RotationTest(unittest.TestCase):
    def setUp(self):
        self.client = boto3.client(
            "secretsmanager", region_name="eu-west-1", aws_access_key_id="test", aws_secret_access_key="test"
        )
        self.stub = Stubber(self.client)
        self.stub.activate()
        self.addCleanup(self.stub.deactivate)

    def staged(self, versions=None, enabled=True):
        versions = {OLD: ["AWSCURRENT"], NEW: ["AWSPENDING"]} if versions is None else versions
        self.stub.add_response(
            "describe_secret", {"RotationEnabled": enabled, "VersionIdsToStages": versions}, {"SecretId": SECRET}
        )

    def current(self, value=OLD_VALUE):
        self.stub.add_response(
            "get_secret_value", {"SecretString": value}, {"SecretId": SECRET, "VersionStage": "AWSCURRENT"}
        )

    def pending(self, value=NEW_VALUE):
        self.stub.add_response(
            "get_secret_value",
            {"SecretString": value},
            {"SecretId": SECRET, "VersionId": NEW, "VersionStage": "AWSPENDING"},
        )

    def take(self, step):
        rotate.rotate(self.client, SECRET, NEW, step)
        self.stub.assert_no_pending_responses()

    def test_makes_a_value_of_the_same_length_without_punctuation(self):
        self.staged()
        self.stub.add_client_error("get_secret_value", "ResourceNotFoundException")
        self.current()
        self.stub.add_response(
            "get_random_password",
            {"RandomPassword": NEW_VALUE},
            {"PasswordLength": 48, "ExcludePunctuation": True, "IncludeSpace": False},
        )
        self.stub.add_response(
            "put_secret_value",
            {},
            {
                "SecretId": SECRET,
                "ClientRequestToken": NEW,
                "SecretString": NEW_VALUE,
                "VersionStages": ["AWSPENDING"],
            },
        )
        self.take("createSecret")

    def test_keeps_the_value_that_an_earlier_call_made(self):
        self.staged()
        self.pending()
        self.take("createSecret")

    def test_tells_nobody(self):
        self.staged()
        self.take("setSecret")

    def test_accepts_a_fit_value(self):
        self.staged()
        self.pending()
        self.current()
        self.take("testSecret")

    def test_passes_the_trial_of_a_new_schedule(self):
        self.stub.add_response(
            "describe_secret",
            {"VersionIdsToStages": {OLD: ["AWSCURRENT"], NEW: ["AWSPENDING"]}},
            {"SecretId": SECRET},
        )
        self.pending(OLD_VALUE)
        self.current()
        self.take("testSecret")

    def test_refuses_an_unfit_value(self):
        for unfit in ("b" * 47, "b" * 47 + "!", "b" * 47 + "é"):
            with self.subTest(unfit=unfit):
                self.staged()
                self.pending(unfit)
                self.current()
                with self.assertRaises(rotate.RotationRefused) as refused:
                    self.take("testSecret")
                self.assertNotIn(unfit, str(refused.exception))

    def test_makes_the_new_value_current(self):
        self.staged()
        self.stub.add_response(
            "update_secret_version_stage",
            {},
            {"SecretId": SECRET, "VersionStage": "AWSCURRENT", "MoveToVersionId": NEW, "RemoveFromVersionId": OLD},
        )
        self.take("finishSecret")

    def test_makes_the_first_value_current_where_there_is_no_other(self):
        self.staged({NEW: ["AWSPENDING"]})
        self.stub.add_response(
            "update_secret_version_stage",
            {},
            {"SecretId": SECRET, "VersionStage": "AWSCURRENT", "MoveToVersionId": NEW},
        )
        self.take("finishSecret")

    def test_does_nothing_once_the_new_value_is_current(self):
        for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
            with self.subTest(step=step):
                self.staged({OLD: ["AWSPREVIOUS"], NEW: ["AWSCURRENT", "AWSPENDING"]})
                self.take(step)

    def test_refuses_a_version_that_is_not_staged(self):
        self.staged({OLD: ["AWSCURRENT"]})
        with self.assertRaisesRegex(rotate.RotationRefused, "not staged"):
            self.take("createSecret")

    def test_refuses_a_version_that_is_not_pending(self):
        self.staged({OLD: ["AWSCURRENT"], NEW: ["AWSPREVIOUS"]})
        with self.assertRaisesRegex(rotate.RotationRefused, "not pending"):
            self.take("createSecret")

    def test_refuses_a_secret_whose_rotation_is_off(self):
        self.staged(enabled=False)
        with self.assertRaisesRegex(rotate.RotationRefused, "switched off"):
            self.take("createSecret")

    def test_refuses_an_unknown_step_before_any_call(self):
        with self.assertRaisesRegex(rotate.RotationRefused, "none of the steps"):
            self.take("revertSecret")

    def test_passes_other_errors_on(self):
        self.staged()
        self.stub.add_client_error("get_secret_value", "DecryptionFailure")
        with self.assertRaises(self.client.exceptions.DecryptionFailure):
            self.take("createSecret")

    def test_logs_no_value(self):
        self.staged()
        self.pending()
        self.current()
        with self.assertLogs(level="INFO") as logs:
            self.take("testSecret")
        self.assertNotRegex("".join(logs.output), f"{OLD_VALUE}|{NEW_VALUE}")


if __name__ == "__main__":
    unittest.main()

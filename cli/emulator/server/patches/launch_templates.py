"""Launch templates: moto mixes the template's own tags into its data and keeps later versions' user data in the wrong type."""

from moto.ec2.responses.launch_templates import LaunchTemplates
from moto.ec2.utils import parse_user_data

from .around import around


def apply() -> None:
    around(LaunchTemplates, "create_launch_template", create_launch_template)
    around(LaunchTemplates, "create_launch_template_version", create_launch_template_version)


def create_launch_template(original, self):
    answer = original(self)
    identifier = answer.result["LaunchTemplate"]["LaunchTemplateId"]
    drop_own_tags(self.ec2_backend.get_launch_template(identifier).versions[0].data)
    return answer


def create_launch_template_version(original, self):
    templates = self.ec2_backend.launch_templates
    before = {identifier: len(template.versions) for identifier, template in templates.items()}
    answer = original(self)
    for identifier, template in templates.items():
        for version in template.versions[before.get(identifier, 0) :]:
            drop_own_tags(version.data)
            if version.data.get("UserData") is not None:
                version.data["UserData"] = parse_user_data(self._get_param("LaunchTemplateData.UserData"))
    return answer


def drop_own_tags(data: dict) -> None:
    if "TagSpecifications" not in data:
        return
    kept = [tags for tags in data["TagSpecifications"] if tags.get("ResourceType") != "launch-template"]
    if kept:
        data["TagSpecifications"] = kept
    else:
        del data["TagSpecifications"]

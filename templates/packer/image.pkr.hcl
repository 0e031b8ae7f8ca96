# Image of the %%role%% nodes of %%environment%% in %%region%%. Rendered; a change here is lost.
# packer init . && packer build .

variable "artifact_bucket" {
  type        = string
  default     = ""
  description = "Bucket that holds the mediasoup application; coturn and Janus need none."
}

variable "turn_package" {
  type        = string
  default     = ""
  description = "Package of coturn on this machine, for a version that the distribution does not have."
}

locals {
  name = "%%environment%%-%%role%%-${formatdate("YYYYMMDDhhmmss", timestamp())}"
}

source "amazon-ebs" "node" {
  region        = "%%region%%"
  instance_type = "%%instance_type%%"
  ssh_username  = "ubuntu"
  ami_name      = local.name
  # Stock Ubuntu by its owner; the packages come from one dated snapshot, so the image differs by its kernel at most.
  source_ami_filter {
    filters = {
      name                = "ubuntu/images/hvm-ssd-gp3/ubuntu-%%release%%-24.04-%%architecture%%-server-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    owners      = ["099720109477"]
    most_recent = true
  }
  launch_block_device_mappings {
    device_name           = "/dev/sda1"
    volume_size           = %%volume_gib%%
    volume_type           = "gp3"
    iops                  = 3000
    throughput            = 125
    encrypted             = true
    delete_on_termination = true
  }
%%instance_profile%%  # --- from Packer 1.7 on
  imds_support = "v2.0"
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  # --- to here
  tags = {
    Name        = local.name
    Environment = "%%environment%%"
    Role        = "%%role%%"
    ManagedBy   = "packer"
    Bundle      = "%%bundle_sha256%%"
  }
  run_tags = {
    Name = "${local.name}-build"
  }
}

build {
  sources = ["source.amazon-ebs.node"]

  provisioner "shell" {
    inline = ["cloud-init status --wait || true", "mkdir -p /tmp/webrtc"]
  }

  provisioner "file" {
    source      = "${path.root}/bundle"
    destination = "/tmp/webrtc"
  }

  # The package of coturn goes along where one was given.
  provisioner "file" {
    source      = var.turn_package == "" ? "${path.root}/install.sh" : var.turn_package
    destination = var.turn_package == "" ? "/tmp/webrtc/install.sh" : "/tmp/webrtc/coturn.deb"
  }

  provisioner "shell" {
    script           = "${path.root}/install.sh"
    execute_command  = "sudo env {{ .Vars }} bash {{ .Path }}"
    environment_vars = ["ARTIFACT_BUCKET=${var.artifact_bucket}", "REGION=%%region%%"]
  }

  post-processor "manifest" {
    output = "${path.root}/manifest.json"
  }

  # Where the app layer reads the image from.
  post-processor "shell-local" {
    inline = ["python3 ${path.root}/publish-image.py ${path.root}/manifest.json %%region%% %%parameter%%"]
  }
}

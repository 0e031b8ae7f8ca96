# Apart from the rest: Packer before 1.7 does not know this block.
packer {
  required_plugins {
    amazon = {
      version = "1.3.9"
      source  = "github.com/hashicorp/amazon"
    }
  }
}

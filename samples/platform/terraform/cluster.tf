# One environment of the sample: every resource is a built-in `terraform_data` that waits a moment.
# No provider is downloaded, so `terraform init` has nothing to do and may be left out.

terraform {
  required_version = ">= 1.5"
}

locals {
  addons       = toset(["cert-manager", "external-secrets", "kong", "load-balancer-controller"])
  applications = toset(["monitoring", "platform"])

  # What runs in the pretended cluster. An apply with apply_kubernetes_addons=false leaves it running: before a
  # bootstrap that is nothing, in a repeated deploy it is everything.
  running              = fileset(path.module, ".cluster/*")
  running_addons       = toset([for name in local.addons : name if contains(local.running, ".cluster/${name}")])
  running_argocd       = contains(local.running, ".cluster/argocd")
  running_applications = toset([for name in local.applications : name if contains(local.running, ".cluster/${name}")])

  wait    = "sleep \"$WAIT\"; if [ \"$NAME\" = \"$FAIL_AT\" ]; then echo \"$NAME: refused, as fail_at asks\" >&2; exit 1; fi"
  install = "${local.wait}; mkdir -p .cluster && : > \".cluster/$NAME\""
}

# --- the cluster: what an apply creates ---

resource "terraform_data" "vpc" {
  input = { region = var.region }

  provisioner "local-exec" {
    command     = local.wait
    environment = { NAME = "vpc", WAIT = 0.2 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }
}

resource "terraform_data" "subnet" {
  for_each = toset(["a", "b"])
  input    = { vpc = terraform_data.vpc.id, zone = "${var.region}${each.key}" }

  provisioner "local-exec" {
    command     = local.wait
    environment = { NAME = "subnet", WAIT = 0.2 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }
}

resource "terraform_data" "role" {
  for_each = toset(["cluster", "nodes"])
  input    = { name = "${var.cluster_name}-${each.key}" }

  provisioner "local-exec" {
    command     = local.wait
    environment = { NAME = "role", WAIT = 0.2 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }
}

resource "terraform_data" "cluster" {
  input = {
    name      = var.cluster_name
    lifecycle = var.cluster_lifecycle
    role      = terraform_data.role["cluster"].id
    subnets   = [for subnet in terraform_data.subnet : subnet.id]
  }

  provisioner "local-exec" {
    command     = local.wait
    environment = { NAME = "cluster", WAIT = 0.5 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }
}

resource "terraform_data" "node_group" {
  input = {
    cluster       = terraform_data.cluster.id
    role          = terraform_data.role["nodes"].id
    instance_type = var.node_instance_type
    node_count    = var.node_count
  }

  provisioner "local-exec" {
    command     = local.wait
    environment = { NAME = "node_group", WAIT = 0.3 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }
}

resource "terraform_data" "namespace" {
  for_each = var.enable_k8s_resources ? toset(["argocd", "kong-system", "monitoring"]) : toset([])
  input    = { name = each.key, cluster = terraform_data.node_group.id }

  provisioner "local-exec" {
    command     = local.wait
    environment = { NAME = "namespace", WAIT = 0.2 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }
}

# --- what runs in it: what a bootstrap creates ---

resource "terraform_data" "addon" {
  for_each   = var.apply_kubernetes_addons ? local.addons : local.running_addons
  input      = { name = each.key, cluster = terraform_data.node_group.id }
  depends_on = [terraform_data.namespace]

  provisioner "local-exec" {
    command     = local.install
    environment = { NAME = each.key, WAIT = 0.3 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }

  provisioner "local-exec" {
    when    = destroy
    command = "rm -f '.cluster/${self.output.name}'"
    quiet   = true
  }
}

resource "terraform_data" "argocd" {
  count      = var.apply_kubernetes_addons || local.running_argocd ? 1 : 0
  input      = { name = "argocd", cluster = terraform_data.node_group.id }
  depends_on = [terraform_data.addon]

  provisioner "local-exec" {
    command     = local.install
    environment = { NAME = "argocd", WAIT = 0.4 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }

  provisioner "local-exec" {
    when    = destroy
    command = "rm -f '.cluster/${self.output.name}'"
    quiet   = true
  }
}

resource "terraform_data" "application" {
  for_each   = var.apply_kubernetes_addons ? local.applications : local.running_applications
  input      = { name = each.key, cluster = terraform_data.node_group.id }
  depends_on = [terraform_data.argocd]

  provisioner "local-exec" {
    command     = local.install
    environment = { NAME = each.key, WAIT = 0.2 * var.pace, FAIL_AT = var.fail_at }
    quiet       = true
  }

  provisioner "local-exec" {
    when    = destroy
    command = "rm -f '.cluster/${self.output.name}'"
    quiet   = true
  }
}

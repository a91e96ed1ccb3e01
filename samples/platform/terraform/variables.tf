variable "cluster_name" {
  type        = string
  description = "Name of the cluster; set in terraform.tfvars."
}

variable "region" {
  type    = string
  default = "eu-west-2"
}

variable "cluster_lifecycle" {
  type    = string
  default = "ephemeral"

  validation {
    condition     = contains(["ephemeral", "persistent"], var.cluster_lifecycle)
    error_message = "cluster_lifecycle is ephemeral or persistent."
  }
}

variable "enable_k8s_resources" {
  type        = bool
  default     = true
  description = "Create the namespaces."
}

variable "apply_kubernetes_addons" {
  type        = bool
  default     = false
  description = "Install the add-ons. False leaves those that run."
}

variable "node_instance_type" {
  type    = string
  default = "t3.small"
}

variable "node_count" {
  type    = number
  default = 2
}

variable "pace" {
  type        = number
  default     = 1
  description = "Every wait is multiplied by it: 20 leaves time to watch a deploy, or to interrupt it."
}

variable "fail_at" {
  type        = string
  default     = ""
  description = "The resource whose creation fails. Meant for the environment: TF_VAR_fail_at=argocd."

  validation {
    condition = contains([
      "", "vpc", "subnet", "role", "cluster", "node_group", "namespace",
      "cert-manager", "external-secrets", "kong", "load-balancer-controller", "argocd", "monitoring", "platform",
    ], var.fail_at)
    error_message = "fail_at names a resource of terraform/cluster.tf, for example cluster or argocd."
  }
}

/** Google Cloud: the credentials of this service, and its secrets from Secret Manager. */
@NullMarked
package dev.agentworks.starter.gcp;

import org.jspecify.annotations.NullMarked;

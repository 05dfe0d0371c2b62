package dev.agentworks.gateway.session.oidc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;

/** What a provider says of itself at {@code /.well-known/openid-configuration}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProviderMetadata(
        String issuer,
        @JsonProperty("authorization_endpoint") URI authorizationEndpoint,
        @JsonProperty("token_endpoint") URI tokenEndpoint,
        @JsonProperty("jwks_uri") URI keys) {}

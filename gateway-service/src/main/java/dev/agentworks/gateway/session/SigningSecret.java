package dev.agentworks.gateway.session;

import dev.agentworks.starter.digest.Sha256;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** A secret that all instances share, derived from the key of access tokens. */
@Component
public class SigningSecret {
    private static final String USE = "agentworks-gateway signed cookies\n";

    private final SessionKeys keys;

    SigningSecret(SessionKeys keys) {
        this.keys = keys;
    }

    public byte[] bytes() {
        return Sha256.bytes(
                USE.getBytes(StandardCharsets.UTF_8), keys.key().privateKey().getEncoded());
    }
}

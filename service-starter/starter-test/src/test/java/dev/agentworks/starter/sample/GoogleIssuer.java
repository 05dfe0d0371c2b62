package dev.agentworks.starter.sample;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Signs identity tokens as Google does, and serves the public key. */
final class GoogleIssuer implements AutoCloseable {
    private static final String KEY_ID = "google-1";
    private final KeyPair pair = Jwts.SIG.RS256.keyPair().build();
    private final HttpServer keys;

    GoogleIssuer() {
        var set =
                "{\"keys\":[%s]}"
                        .formatted(
                                Jwks.UNSAFE_JSON(
                                        Jwks.builder()
                                                .key((RSAPublicKey) pair.getPublic())
                                                .id(KEY_ID)
                                                .algorithm("RS256")
                                                .build()));
        var body = set.getBytes(StandardCharsets.UTF_8);
        try {
            keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keys.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        keys.start();
    }

    String keysUrl() {
        return "http://127.0.0.1:" + keys.getAddress().getPort() + "/";
    }

    String bearer(String audience, String email) {
        return "Bearer " + token(audience, email, Instant.now().plusSeconds(600));
    }

    String token(String audience, String email, Instant end) {
        return Jwts.builder()
                .header()
                .keyId(KEY_ID)
                .and()
                .issuer("https://accounts.google.com")
                .audience()
                .single(audience)
                .claims(Map.of("email", email, "email_verified", true))
                .expiration(Date.from(end))
                .signWith(pair.getPrivate())
                .compact();
    }

    @Override
    public void close() {
        keys.stop(0);
    }
}

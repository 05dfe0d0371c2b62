package dev.agentworks.gateway;

import dev.agentworks.gateway.Upstream.Answer;
import dev.agentworks.starter.digest.Sha256;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider whose people agree to everything. What it says in its tokens can be changed,
 * as a broken or hostile one would.
 */
final class FakeProvider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    static final String CLIENT = "agentworks-client";
    static final String SECRET = "agentworks-secret";

    private final Upstream server = new Upstream(this::answer);
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile KeyPair keys = Jwts.SIG.RS256.keyPair().build();
    private volatile String keyId = "key-1";
    private final Map<String, Object> overrides = new ConcurrentHashMap<>();
    private volatile boolean isDown;

    String url() {
        return server.url();
    }

    /** The person agrees: what comes back to the callback. */
    String agree(URI location, String subject, String email, boolean emailVerified) {
        var asked = query(location.getRawQuery());
        var code = UUID.randomUUID().toString();
        var kept = new HashMap<>(asked);
        kept.put("subject", subject);
        kept.put("email", email);
        kept.put("email_verified", Boolean.toString(emailVerified));
        codes.put(code, kept);
        return "?code=%s&state=%s&scope=openid".formatted(code, asked.get("state"));
    }

    /** A claim of all tokens from now on. */
    void override(String claim, Object value) {
        overrides.put(claim, value);
    }

    void changeKeys() {
        keys = Jwts.SIG.RS256.keyPair().build();
        keyId = UUID.randomUUID().toString();
    }

    void down(boolean down) {
        isDown = down;
    }

    void reset() {
        overrides.clear();
        isDown = false;
    }

    private Answer answer(UpstreamCall call) {
        if (isDown) {
            return Answer.json(503, "{}");
        }
        return switch (call.uri()) {
            case "/.well-known/openid-configuration" ->
                    Answer.json(
                            200,
                            JSON.writeValueAsString(
                                    Map.of(
                                            "issuer", url(),
                                            "authorization_endpoint", url() + "/authorize",
                                            "token_endpoint", url() + "/token",
                                            "jwks_uri", url() + "/keys",
                                            "scopes_supported", List.of("openid"))));
            case "/keys" -> keys();
            case "/token" -> token(call);
            default -> Answer.json(404, "{}");
        };
    }

    private Answer keys() {
        var key = Jwks.builder().key((RSAPublicKey) keys.getPublic()).id(keyId).build();
        return Answer.json(200, "{\"keys\":[" + Jwks.json(key) + "]}");
    }

    private Answer token(UpstreamCall call) {
        var form = query(call.body());
        var asked = codes.remove(form.get("code"));
        var challenge =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Sha256.bytes(form.getOrDefault("code_verifier", "")));
        if (asked == null
                || !challenge.equals(asked.get("code_challenge"))
                || !form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
                || !SECRET.equals(form.get("client_secret"))) {
            return Answer.json(400, "{\"error\":\"invalid_grant\"}");
        }
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", url());
        claims.put("aud", CLIENT);
        claims.put("sub", asked.get("subject"));
        claims.put("email", asked.get("email"));
        claims.put("email_verified", Boolean.valueOf(asked.get("email_verified")));
        claims.put("name", "Ada Elsewhere");
        claims.put("nonce", asked.get("nonce"));
        claims.put("iat", Date.from(Instant.now()));
        claims.put("exp", Date.from(Instant.now().plusSeconds(300)));
        claims.putAll(overrides);
        var token =
                Jwts.builder()
                        .header()
                        .keyId(keyId)
                        .and()
                        .claims(claims)
                        .signWith(keys.getPrivate(), Jwts.SIG.RS256)
                        .compact();
        return Answer.json(
                200,
                JSON.writeValueAsString(
                        Map.of("id_token", token, "access_token", "x", "token_type", "Bearer")));
    }

    private static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}

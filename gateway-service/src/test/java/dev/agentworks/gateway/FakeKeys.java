package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentworks.gateway.Upstream.Answer;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import tools.jackson.databind.json.JsonMapper;

/** Core's API keys, in memory. */
final class FakeKeys {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Map<String, Map<String, Object>> byHash = new ConcurrentHashMap<>();

    /** A key that is good, with its secret. */
    record Key(String id, String workspace, String user, String secret) {
        String[] bearer(String... more) {
            var all = new String[more.length + 2];
            all[0] = "Authorization";
            all[1] = "Bearer " + secret;
            System.arraycopy(more, 0, all, 2, more.length);
            return all;
        }
    }

    Key make(String role, String... scopes) {
        var key =
                new Key(
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        wellFormed());
        byHash.put(
                hash(key.secret()),
                Map.of(
                        "keyId",
                        key.id(),
                        "workspaceId",
                        key.workspace(),
                        "userId",
                        key.user(),
                        "role",
                        role,
                        "scopes",
                        List.of(scopes)));
        return key;
    }

    void revoke(Key key) {
        byHash.remove(hash(key.secret()));
    }

    Answer use(UpstreamCall call) {
        var hash = JSON.readTree(call.body()).path("hash").asString("");
        var found = byHash.get(hash);
        return found == null
                ? Answer.problem(404, "api-key-not-usable", "/internal/api-keys/use")
                : Answer.json(200, JSON.writeValueAsString(found));
    }

    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that was never issued, with a valid checksum. */
    static String wellFormed() {
        var body = new StringBuilder("aw_");
        ThreadLocalRandom.current()
                .ints(43, 0, DIGITS.length())
                .forEach(digit -> body.append(DIGITS.charAt(digit)));
        var check = new CRC32();
        check.update(body.toString().getBytes(US_ASCII));
        var digits = new StringBuilder();
        var rest = BigInteger.valueOf(check.getValue());
        for (int place = 0; place < 6; place++) {
            var divided = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
            digits.insert(0, DIGITS.charAt(divided[1].intValue()));
            rest = divided[0];
        }
        return body.append(digits).toString();
    }
}

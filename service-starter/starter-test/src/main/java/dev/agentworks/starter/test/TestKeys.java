package dev.agentworks.starter.test;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key pair for each service of a test, made when it is first asked for. */
record TestKeys(String service, KeyPair pair) {
    private static final Map<String, TestKeys> KEYS = new ConcurrentHashMap<>();

    static TestKeys of(String service) {
        return KEYS.computeIfAbsent(service, name -> new TestKeys(name, generate()));
    }

    static String trusted(String service, List<String> callers) {
        return Stream.concat(Stream.of(service), callers.stream())
                .distinct()
                .map(name -> of(name).verifying())
                .collect(Collectors.joining(","));
    }

    /** As {@code AGENTWORKS_SERVICE_KEY} has it. */
    String signing() {
        return "test:" + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }

    private String verifying() {
        return service
                + ":test:"
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}

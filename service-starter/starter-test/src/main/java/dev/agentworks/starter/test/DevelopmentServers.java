package dev.agentworks.starter.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a service start from an IDE with one click: PostgreSQL, Redis and the Pub/Sub emulator are
 * started in the same JVM, with a database, keys and a Pub/Sub project of the service's own. Each
 * service has a {@code Test…Application} that does so. What other services answer is not there; to
 * have them too, use {@code ./agentworks up --without SERVICE}.
 */
public final class DevelopmentServers {
    private static final List<String> CALLERS =
            List.of("gateway", "core", "orchestrator", "router", "monitor", "billing", "operator");

    private DevelopmentServers() {}

    /**
     * Starts the servers and gives the arguments with which the service finds them.
     *
     * @param service its name, as in its tokens
     * @param port where it listens
     * @param others arguments of the caller, which win
     */
    public static String[] start(String service, int port, String... others) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("AGENTWORKS_PORT", port);
        properties.put("AGENTWORKS_BIND_ADDRESS", "127.0.0.1");
        properties.putAll(servers(service, CALLERS, "development", "agentworks_development"));
        var redis = Engines.redis();
        properties.put(
                "AGENTWORKS_REDIS_URL", "redis://%s:%d".formatted(redis.host(), redis.port()));
        var arguments = new ArrayList<String>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of(others));
        return arguments.toArray(String[]::new);
    }

    /** Where keys, Pub/Sub and, for a service that has one, the database are. */
    static Map<String, Object> servers(
            String service, List<String> callers, String project, String database) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("AGENTWORKS_SERVICE_KEY", TestKeys.of(service).signing());
        properties.put("AGENTWORKS_TRUSTED_KEYS", TestKeys.trusted(service, callers));
        properties.put("PUBSUB_EMULATOR_HOST", "127.0.0.1:" + Engines.pubSub().port());
        properties.put("agentworks.pubsub.push.keys-url", Engines.pubSub().pushKeySet().toString());
        properties.put("GOOGLE_CLOUD_PROJECT", project);
        if (ServiceTestCustomizer.has("org.springframework.jdbc.core.JdbcTemplate")) {
            properties.putAll(TestDatabase.create(service, database));
        }
        return properties;
    }
}

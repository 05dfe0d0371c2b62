package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.database.DatabaseRoles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What each service is told at its start: exactly the variables of docs/internal-api.md. */
final class ServiceEnvironment {

    /**
     * A provider, the variables that carry its key and address, and where the simulator speaks its
     * format.
     */
    private enum Provider {
        OPENAI("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL", "/v1"),
        ANTHROPIC("anthropic", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", ""),
        GOOGLE("google", "GOOGLE_API_KEY", "GOOGLE_BASE_URL", "");

        private final String providerName;
        private final String keyVariable;
        private final String urlVariable;
        private final String simulatorPath;

        Provider(
                String providerName, String keyVariable, String urlVariable, String simulatorPath) {
            this.providerName = providerName;
            this.keyVariable = keyVariable;
            this.urlVariable = urlVariable;
            this.simulatorPath = simulatorPath;
        }
    }

    private final StackSettings settings;
    private final Secrets secrets;
    private final Map<String, String> own;

    ServiceEnvironment(StackSettings settings, Secrets secrets, Map<String, String> own) {
        this.settings = settings;
        this.secrets = secrets;
        this.own = Map.copyOf(own);
    }

    Map<String, String> of(ServiceDefinition service) {
        var environment = new LinkedHashMap<String, String>();
        common(environment, service);
        if (service.hasDatabase()) {
            database(environment, service);
        }
        if (service == ServiceDefinition.GATEWAY) {
            gateway(environment);
        }
        if (service == ServiceDefinition.CORE) {
            mail(environment);
            environment.put("AGENTWORKS_FILES_DIR", settings.home().data("files").toString());
        }
        if (service == ServiceDefinition.ORCHESTRATOR) {
            environment.put("AGENTWORKS_FILES_DIR", settings.home().data("files").toString());
            environment.put("AGENTWORKS_MASTER_KEY", "local:" + secrets.masterKey());
        }
        if (service == ServiceDefinition.ROUTER) {
            providers(environment);
            environment.put("AGENTWORKS_MASTER_KEY", "local:" + secrets.masterKey());
        }
        return environment;
    }

    /**
     * Writes the variables of a service into a file that only its owner can read, one {@code
     * NAME=value} a line, as IDEs and shells take them.
     */
    Path write(ServiceDefinition service) {
        var file = settings.home().folder().resolve(service.serviceName() + ".env");
        var text = new StringBuilder();
        of(service)
                .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        settings.home().write(file, text.toString());
        return file;
    }

    private void common(Map<String, String> environment, ServiceDefinition service) {
        var ports = settings.ports();
        environment.put("AGENTWORKS_PORT", Integer.toString(ports.of(service)));
        environment.put("AGENTWORKS_BIND_ADDRESS", "127.0.0.1");
        environment.put(
                "AGENTWORKS_REDIS_URL",
                "redis://:%s@127.0.0.1:%d".formatted(secrets.redis(), ports.redis()));
        environment.put("PUBSUB_EMULATOR_HOST", "127.0.0.1:" + ports.pubsub());
        environment.put("GOOGLE_CLOUD_PROJECT", "agentworks-local");
        environment.put("AGENTWORKS_PUBSUB_DELIVERY", "pull");
        environment.put(
                "AGENTWORKS_SERVICE_KEY",
                "local:" + secrets.serviceKey(service.serviceName()).privateKey());
        environment.put("AGENTWORKS_TRUSTED_KEYS", secrets.trustedKeys());
        for (var other : ServiceDefinition.values()) {
            environment.put(
                    "AGENTWORKS_%s_URL".formatted(other.serviceName().toUpperCase(Locale.ROOT)),
                    "http://127.0.0.1:" + ports.of(other));
        }
    }

    private void database(Map<String, String> environment, ServiceDefinition service) {
        var owner = service.serviceName() + "_owner";
        var application = service.serviceName() + "_app";
        environment.put(
                "AGENTWORKS_DATABASE_URL", DatabaseRoles.url(settings.ports().postgres(), service));
        environment.put("AGENTWORKS_DATABASE_USER", application);
        environment.put("AGENTWORKS_DATABASE_PASSWORD", secrets.password(application));
        environment.put("AGENTWORKS_MIGRATION_USER", owner);
        environment.put("AGENTWORKS_MIGRATION_PASSWORD", secrets.password(owner));
    }

    private void gateway(Map<String, String> environment) {
        var key = secrets.sessionKey();
        environment.put(
                "AGENTWORKS_SESSION_KEY",
                "local:%s:%s".formatted(key.privateKey(), key.publicKey()));
        environment.put(
                "AGENTWORKS_WEB_UI_DIR", settings.repository().resolve("web-ui/dist").toString());
        environment.put("AGENTWORKS_PUBLIC_URL", settings.url());
        environment.put(
                "AGENTWORKS_MAILBOX_URL",
                "http://localhost:%d/dev/mail".formatted(settings.ports().mailbox()));
    }

    private void mail(Map<String, String> environment) {
        environment.put("AGENTWORKS_PUBLIC_URL", settings.url());
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("SPRING_MAIL_PORT", Integer.toString(settings.ports().smtp()));
    }

    /**
     * A key in the caller's own environment chooses the real provider; without one the simulator
     * answers.
     */
    private void providers(Map<String, String> environment) {
        var simulated = new ArrayList<String>();
        for (var provider : Provider.values()) {
            if (own.getOrDefault(provider.keyVariable, "").isBlank()) {
                simulated.add(provider.providerName);
                environment.put(provider.keyVariable, "simulated");
                environment.put(
                        provider.urlVariable,
                        "http://127.0.0.1:"
                                + settings.ports().simulator()
                                + provider.simulatorPath);
            }
        }
        environment.put("AGENTWORKS_SIMULATED_PROVIDERS", String.join(",", simulated));
    }
}

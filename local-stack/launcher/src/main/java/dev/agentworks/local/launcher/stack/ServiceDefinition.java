package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The six services: where each is built, on which port it listens, how much heap it may have. */
public enum ServiceDefinition {
    GATEWAY("gateway", "gateway-service", 0, 128, false),
    CORE("core", "core-service", 1, 160, true),
    ORCHESTRATOR("orchestrator", "orchestrator-service", 2, 160, true),
    ROUTER("router", "provider-router", 3, 128, true),
    MONITOR("monitor", "execution-monitor", 4, 160, true),
    BILLING("billing", "billing-service", 5, 128, true);

    private final String serviceName;
    private final String module;
    private final int portOffset;
    private final int heapMebibytes;
    private final boolean hasDatabase;

    ServiceDefinition(
            String serviceName,
            String module,
            int portOffset,
            int heapMebibytes,
            boolean hasDatabase) {
        this.serviceName = serviceName;
        this.module = module;
        this.portOffset = portOffset;
        this.heapMebibytes = heapMebibytes;
        this.hasDatabase = hasDatabase;
    }

    /**
     * The service of this name.
     *
     * @throws StackFailure listing the names there are
     */
    public static ServiceDefinition named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.serviceName.equals(name) || service.module.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new StackFailure(
                                "there is no service %s; there are %s"
                                        .formatted(
                                                name,
                                                Arrays.stream(values())
                                                        .map(ServiceDefinition::serviceName)
                                                        .collect(Collectors.joining(", ")))));
    }

    public String serviceName() {
        return serviceName;
    }

    public int portOffset() {
        return portOffset;
    }

    public int heapMebibytes() {
        return heapMebibytes;
    }

    public boolean hasDatabase() {
        return hasDatabase;
    }

    /** The executable jar that the build leaves. */
    public Path jar(Path repository) {
        return repository.resolve(module).resolve("target").resolve(module + ".jar");
    }
}

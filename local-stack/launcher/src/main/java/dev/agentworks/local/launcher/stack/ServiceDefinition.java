package dev.agentworks.local.launcher.stack;

import java.nio.file.Path;

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

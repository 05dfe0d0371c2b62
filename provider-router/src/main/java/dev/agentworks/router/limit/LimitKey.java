package dev.agentworks.router.limit;

/** What vendors count by. */
public record LimitKey(String provider, String keyName, String model) {
    String name() {
        return provider + "/" + keyName + "/" + model;
    }
}

package dev.agentworks.starter.health;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the operator is answered, apart from everybody else.
 *
 * @param address the interface; loopback unless the platform asks from outside
 * @param port when absent, the port of the service and eleven; any free one beside a free one
 */
@ConfigurationProperties("agentworks.management")
record ManagementSettings(@DefaultValue("127.0.0.1") String address, @Nullable Integer port) {
    private static final int ABOVE = 11;

    int portBeside(int servicePort) {
        if (port != null) {
            return port;
        }
        return servicePort == 0 ? 0 : servicePort + ABOVE;
    }
}

package dev.agentworks.gateway.session;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The key pair of access tokens. It is read when the service starts and not when beans are created,
 * because the training run of an image has no secrets.
 */
@Component
class SessionKeys implements SmartLifecycle {
    private final SingletonSupplier<SessionKey> key;
    private volatile boolean running;

    SessionKeys(SessionSettings settings) {
        this.key = SingletonSupplier.of(() -> SessionKey.parse(settings.key()));
    }

    SessionKey key() {
        return key.obtain();
    }

    @Override
    public void start() {
        // a service without its key must not start
        key.obtain();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package dev.agentworks.billing.invoice;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;

/**
 * Breaks the connection in the place of one statement of the thread that asked for it, as if the
 * process had died there; a commit counts as a statement.
 */
@TestConfiguration(proxyBeanMethods = false)
class DyingConnections implements BeanPostProcessor {
    private static final int NEVER = Integer.MAX_VALUE;
    private final AtomicInteger left = new AtomicInteger(NEVER);
    private volatile @Nullable Thread thread;

    void dieAt(int statement) {
        thread = Thread.currentThread();
        left.set(statement);
    }

    void live() {
        thread = null;
        left.set(NEVER);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && name.equals("dataSource")
                ? proxy(DataSource.class, source, null)
                : bean;
    }

    private <T> T proxy(Class<T> type, Object target, @Nullable Connection connection) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            || method.getName().equals("commit")) {
                        step(connection == null ? (Connection) target : connection);
                    }
                    try {
                        var result = method.invoke(target, arguments);
                        return switch (result) {
                            case Connection made -> proxy(Connection.class, made, null);
                            case PreparedStatement made when type == Connection.class ->
                                    proxy(PreparedStatement.class, made, (Connection) target);
                            case Statement made when type == Connection.class ->
                                    proxy(Statement.class, made, (Connection) target);
                            case null, default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void step(Connection connection) throws SQLException {
        if (Thread.currentThread() == thread && left.getAndDecrement() == 0) {
            connection.abort(Runnable::run);
            throw new SQLNonTransientConnectionException("the process died here", "08006");
        }
    }
}

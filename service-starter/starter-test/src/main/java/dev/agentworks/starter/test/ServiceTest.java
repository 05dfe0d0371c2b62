package dev.agentworks.starter.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the whole service on a free port with PostgreSQL, Redis and Pub/Sub. The engines start
 * once for all tests of the JVM; every application context has a database and a Pub/Sub project of
 * its own. Beans for the test: {@link TokenMaker}, {@link SettableClock}, {@link RecordedMessages},
 * {@link TestPublisher}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface ServiceTest {
    /** The service's name, as in its tokens; names the roles and the schema of its database. */
    String service();

    /** The services whose tokens are trusted. */
    String[] callers() default {
        "gateway", "core", "orchestrator", "router", "monitor", "billing", "operator"
    };
}

package dev.agentworks.starter.test.architecture.messy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RestController;

/** Breaks one rule with nearly every line. */
@RestController
@ConditionalOnProperty("messy.enabled")
public class MessyController {
    @Autowired JdbcTemplate jdbc;

    byte[] digest() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest();
    }

    String time() {
        System.out.println("asked");
        return Instant.now() + " " + LocalDate.now(ZoneOffset.UTC);
    }

    void sleep() throws InterruptedException {
        Thread.sleep(0);
    }
}

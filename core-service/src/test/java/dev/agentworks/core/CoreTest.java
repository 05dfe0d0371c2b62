package dev.agentworks.core;

import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What every test of the running service begins with. */
@ServiceTest(service = "core")
@Import({SentStatements.class, TouchedProjects.class, DepartingDatabase.class, ReceivedMails.class})
public abstract class CoreTest {

    @Autowired private TokenMaker tokens;
    @Autowired private JdbcClient jdbcOfSituations;
    @Autowired private TransactionTemplate transactionOfSituations;
    @Autowired protected SentStatements statements;
    @Autowired protected ReceivedMails mails;
    @LocalServerPort private int port;
    protected Situations situations;

    @BeforeEach
    void situations() {
        situations = new Situations(tokens, port, jdbcOfSituations, transactionOfSituations);
    }

    protected TokenMaker tokens() {
        return tokens;
    }
}

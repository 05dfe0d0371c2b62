package dev.agentworks.core.identity;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The people. Each call is a transaction of its own unless there is one already. */
interface UserRepository extends Repository<User, UserId> {

    @Transactional(readOnly = true)
    Optional<User> findById(UserId id);

    @Transactional(readOnly = true)
    boolean existsById(UserId id);

    /** The person with this address, however it is written. */
    @Transactional(readOnly = true)
    @Query("select u from User u where lower(u.email) = lower(:email)")
    Optional<User> findByEmail(String email);

    @Transactional
    User saveAndFlush(User user);
}

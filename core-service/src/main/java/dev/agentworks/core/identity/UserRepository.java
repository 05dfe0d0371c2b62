package dev.agentworks.core.identity;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
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

    /** The person with their row locked while it is changed. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from User u where u.id = :id")
    Optional<User> findLocked(UserId id);

    @Transactional
    User saveAndFlush(User user);
}

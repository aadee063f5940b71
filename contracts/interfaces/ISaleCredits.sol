// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  ISaleCredits
/// @notice What a sale brings is credited and waits to be fetched: nobody is ever sent value inside somebody else's call,
///         so an account that refuses value stops no sale, no bid and nobody else's withdrawal.
interface ISaleCredits {
    /// @notice Nothing is credited to this account.
    error NoCredit(address account);
    /// @notice A withdrawal needs an account to go to.
    error NoRecipient();

    /// @notice `amount` wei more wait for `account`.
    event Credited(address indexed account, uint256 amount);
    /// @notice `account` sent all that waited for it to `to`.
    event Withdrawn(address indexed account, address indexed to, uint256 amount);

    /// @notice Sends all that is credited to the caller to `to`. Fails with `NoRecipient` or `NoCredit`, and when `to`
    ///         refuses the value: the credit stays.
    function withdraw(address to) external;

    /// @return wei credited to the account and not withdrawn.
    function creditOf(address account) external view returns (uint256);

    /// @return The contract whose tokens are sold here.
    function layerToken() external view returns (address);
}

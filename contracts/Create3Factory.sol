// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {CREATE3} from "solady/utils/CREATE3.sol";

/// @title  Create3Factory
/// @notice Deploys at addresses that depend on this factory, the caller and a salt, never on what is deployed. A layer's
///         seed holds its contract's address, so the art of a work outlives a fix in the contract's code.
/// @dev    The factory's own address does depend on its bytecode (it is deployed by CREATE2), so this file is done.
contract Create3Factory {
    /// @notice A contract was deployed at `addressOf(deployer, salt)`.
    event Deployed(address indexed deployer, bytes32 indexed salt, address deployed);

    /// @notice Deploys a contract. Reverts when the caller has used the salt, or when the constructor reverts.
    /// @param salt      the caller's own: another caller with the same salt gets another address
    /// @param initCode  creation bytecode and constructor arguments
    function deploy(bytes32 salt, bytes calldata initCode) external returns (address deployed) {
        deployed = CREATE3.deployDeterministic(initCode, _own(msg.sender, salt));
        emit Deployed(msg.sender, salt, deployed);
    }

    /// @return Where `deployer` deploys with `salt`, whether or not anything is there yet.
    function addressOf(address deployer, bytes32 salt) external view returns (address) {
        return CREATE3.predictDeterministicAddress(_own(deployer, salt));
    }

    function _own(address deployer, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(deployer, salt));
    }
}

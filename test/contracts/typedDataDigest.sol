// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @notice EIP-712's digest, from the domain in words: what a wallet signs, without a line of what the contracts use.
/// @param message  the hash of the struct that is signed
function typedDataDigest(string memory name, address verifier, bytes32 message) view returns (bytes32) {
    bytes32 domain = keccak256(
        abi.encode(
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
            keccak256(bytes(name)),
            keccak256("1"),
            block.chainid,
            verifier
        )
    );
    return keccak256(abi.encodePacked(hex"1901", domain, message));
}
